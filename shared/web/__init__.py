"""The web kit: layout, macros, forms, sign-in check, error pages. No business words."""
