"""The finished package: measured, listed, shown, and put in its place.

quality.py  CHECKS, the table of what is measured on the finished files; checks/ has a module a medium, meter.py the second loudness meter
manifest.py what is in the package and what it was made of
page.py     index.html
package.py  a package appears by rename, whole or not at all
schema.py   the JSON Schemas of what it holds for machines
"""
