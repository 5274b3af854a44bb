"""What makes and checks the environment. Not a room of the product: nothing in it is imported by one."""
