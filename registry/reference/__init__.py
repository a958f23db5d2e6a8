"""Reference data: divisions, the catalogue of programmes, local parameters (基础数据)."""
