"""Human resources (人社): work for those who can work."""
