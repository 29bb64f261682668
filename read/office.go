package read

import (
	"bytes"
	"strings"
)

// zipForm tells archives from documents that are zip archives inside, by the first member.
func zipForm(head []byte) form {
	const header, nameLength = 30, 26
	if len(head) < header {
		return formZip
	}
	n := int(head[nameLength]) | int(head[nameLength+1])<<8
	name := string(head[header:min(header+n, len(head))])
	extra := int(head[nameLength+2]) | int(head[nameLength+3])<<8
	content := head[min(header+n+extra, len(head)):]
	f := officeForm(name, content[:min(len(content), 100)])
	if f == formOffice { // its parts have names of their own, uncompressed
		for i, part := range []string{"word/", "xl/", "ppt/"} {
			if bytes.Contains(head, []byte(part)) {
				return [...]form{formDOCX, formXLSX, formPPTX}[i]
			}
		}
	}
	return f
}

// officeForm is the form of a zip archive with a member of that name and content at its beginning.
func officeForm(name string, content []byte) form {
	switch {
	case name == "mimetype" && bytes.HasPrefix(content, []byte("application/epub")):
		return formEPUB
	case name == "mimetype" && bytes.HasPrefix(content, []byte("application/vnd.oasis.opendocument.text")):
		return formODT
	case name == "mimetype" && bytes.HasPrefix(content, []byte("application/vnd.")):
		return formOffice
	case name == "[Content_Types].xml", name == "_rels/.rels", strings.HasPrefix(name, "docProps/"):
		return formOffice
	}
	return formZip
}
