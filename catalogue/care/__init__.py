"""Care: what in the catalogue asks for somebody's eye – found anew from the facts each time, never stored."""
