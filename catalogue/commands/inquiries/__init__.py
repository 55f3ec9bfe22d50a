"""What is done to cases: one verb a file. Each writes its step of the trail in the same transaction."""
