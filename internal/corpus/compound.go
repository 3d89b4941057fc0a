package corpus

import (
	"encoding/binary"

	"reformboard/internal/corpus/forge"
)

// compounds are files of Microsoft's older container: old workbooks, and new ones
// behind a password or a rule about who may read them.
func (l *list) compounds() {
	file := func(streams ...string) maker { return func() []byte { return forge.Compound(streams...) } }
	const old = "\x09\x08\x10\x00\x00\x06\x05\x00"
	spaces := []string{"\x06DataSpaces", "", "Version", "x", "DataSpaceMap", "x", "DataSpaceInfo", "", "TransformInfo", "", "\x06Primary", "x"}
	sealed := append([]string{"EncryptionInfo", "\x04\x00\x04\x00@\x00\x00\x00<encryption/>", "EncryptedPackage", "x"}, spaces...)
	l.refused("xls", "old_workbook", file("Workbook", old, "\x05SummaryInformation", "x"))
	l.refused("xls of Excel 5", "old_workbook", file("Book", "\x09\x08\x08\x00\x00\x05\x05\x00"))
	l.refused("xls of Excel 4", "old_workbook|not_workbook", constant("\x09\x04\x06\x00\x00\x00\x10\x00"))
	l.refused("xls behind a password", "old_workbook|encrypted", file("Workbook", "\x09\x08\x10\x00\x00\x06\x05\x00\x2F\x00\x36\x00"))
	l.refused("password", "encrypted", file(append(sealed, "StrongEncryptionDataSpace", "x", "StrongEncryptionTransform", "")...))
	l.refused("password by an old program", "encrypted", file("EncryptionInfo", "\x03\x00\x02\x00", "EncryptedPackage", "x"))
	rights := append([]string{"EncryptedPackage", "x"}, spaces...)
	l.refused("rights", "rights_managed", file(append(rights, "DRMEncryptedDataSpace", "x", "DRMEncryptedTransform", "")...))
	l.refused("xls with rights", "rights_managed", file("Workbook", old, "\x09DRMContent", "x", "\x06DataSpaces", ""))
	l.refused("doc", "not_workbook office", file("WordDocument", "\xEC\xA5"))
	l.refused("doc that speaks of a Workbook", "not_workbook office", file("WordDocument", forge.Wide("Workbook Book EncryptedPackage DRMContent")))
	l.refused("message of a mail program", "not_workbook office", file("__properties_version1.0", "x"))
	l.refused("old container cut short", "not_workbook|damaged|old_workbook", func() []byte { return forge.Compound("Workbook", old)[:100] })
	l.refused("old container, its mark alone", "not_workbook|damaged|old_workbook", constant(forge.CompoundMark))
	l.refused("old container with a loop", "not_workbook|damaged|old_workbook", func() []byte {
		content := forge.Compound("Workbook", old)
		binary.LittleEndian.PutUint32(content[forge.Sector+4:], 1) // the directory goes on in itself
		return content
	})
}
