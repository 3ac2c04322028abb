"""What people attach as proof, where it lies, and who accepted it."""
