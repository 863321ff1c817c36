"""The truth on disk: inbox, reading, recognition, registers, storage, answer board."""
