"""What is boilerplate, and why: the rules, the site packs and their data, and what a rule sees of a page."""
