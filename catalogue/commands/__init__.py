"""What changes the catalogue, one verb a file. Commands raise before they write; the unit of work commits."""
