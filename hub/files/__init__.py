"""Files (文件): handed in by HTTP, worked through as jobs, and given back with what is wrong in them."""
