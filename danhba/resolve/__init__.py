"""All readings and decisions to one number a unit."""
