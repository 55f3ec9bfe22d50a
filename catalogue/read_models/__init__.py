"""What leaves the catalogue: small frozen values in one language. Doors show them and add nothing but furniture."""
