-- A lease changes no indexed column: with room in the page it touches no index, however large that is.
ALTER TABLE due SET (fillfactor = 70);
