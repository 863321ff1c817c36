"""The commands, grouped as a clerk meets them; each module adds its own to the command itself."""
