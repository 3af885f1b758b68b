"""Every Protocol and plain type that crosses from one room to another."""
