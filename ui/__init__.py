"""What people touch: QML and thin bridges. One rule: no rule of the product lives here, only its appearance."""
