"""How a DOCX is mended: what stands on the bench, looks, settings, pages, words, and the proof that no word changed."""
