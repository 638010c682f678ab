"""The only place that knows how a PDF is signed: no Django here, values in, bytes out."""
