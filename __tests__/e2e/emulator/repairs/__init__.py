"""Repairs of the plain emulator, one file a service, each applied by its `repair`."""
