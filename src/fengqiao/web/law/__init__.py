"""Public calculators of the law and the register of its tables; no login, no JavaScript, nothing is stored."""
