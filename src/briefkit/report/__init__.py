"""The report: view, citations, charts, diagrams, maps, templates, the PDF."""
