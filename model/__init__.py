"""The nouns of the records office: pure frozen values, no input or output."""
