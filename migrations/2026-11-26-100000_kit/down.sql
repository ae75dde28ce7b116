DROP TABLE kit_scripts;
DROP TABLE kit_characteristics;
DROP TABLE kit_entries;
DROP TABLE files;
