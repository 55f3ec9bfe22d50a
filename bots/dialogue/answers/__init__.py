"""Answers about services, offices, papers and people to talk to, built from the read models of the portal's pages."""
