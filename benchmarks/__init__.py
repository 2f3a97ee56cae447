"""What is measured: speed, growth and parity of the program, each against something outside it."""
