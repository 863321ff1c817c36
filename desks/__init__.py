"""The desks of the office: each joins generator and archive for one kind of work."""
