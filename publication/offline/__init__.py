"""What goes out with an evidence bundle, to be run by anybody: plain Python, only the standard library."""
