"""The authority's commands: it founds a site, admits kiosks and languages, and ends keys."""
