"""Who influences whom: an organisation read as a network, what that says, and the ways through it."""
