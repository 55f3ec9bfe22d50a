"""Due work, done inside `serve` or by `onedoor work`: whoever comes first takes it, all others find it done."""
