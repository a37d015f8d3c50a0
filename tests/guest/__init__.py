"""The pages behind a guest's link."""
