"""The register in the graph: households and what is known of them (家庭与人员)."""
