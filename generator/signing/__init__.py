"""Digital signatures in PDF files: made as Nghị định 30/2020 draws them, and judged without any network."""
