"""Bad input: each row gives what goes in, and every fault that must come out."""
