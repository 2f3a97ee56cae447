"""What an office has issued: the documents as they went out, their records, the register of numbers."""
