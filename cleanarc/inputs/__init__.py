"""Where documents come from: folders and files of HTML and text, each read into a `Capture`."""
