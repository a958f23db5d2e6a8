"""What SQL answers a selection: an operation becomes one statement that returns JSON text."""
