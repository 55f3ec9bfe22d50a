"""What clerks change at a counter, a file per matter."""
