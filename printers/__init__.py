"""What becomes paper. One rule: nothing printed or left behind tells two guests apart."""
