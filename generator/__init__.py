"""A dispatch in, its Word and PDF files out."""
