"""The demonstration's population: invented households in the shares of the province, and their loading."""
