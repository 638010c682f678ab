"""edXML (QCVN 102:2016/BTTTT): messages between the document systems of agencies; built, read and judged without Django."""
