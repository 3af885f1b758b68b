"""What becomes paper. One rule: nothing printed, and nothing left behind by printing, tells two guests apart."""
