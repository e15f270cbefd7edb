"""One partner's files: made, put in place, verified, compared and explained."""
