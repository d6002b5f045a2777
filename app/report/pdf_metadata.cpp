// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/pdf_metadata.h"

namespace shardscape {

namespace {

/// A text string: UTF-16 with its mark, in hexadecimal (ISO 32000-1, 7.9.2.2).
QByteArray textString(const QString& text)
{
    QByteArray bytes("\xFE\xFF", 2);
    for (const QChar c : text) {
        bytes.append(static_cast<char>(c.unicode() >> 8));
        bytes.append(static_cast<char>(c.unicode() & 0xFF));
    }
    return '<' + bytes.toHex() + '>';
}

/// The whole number behind `key` in `text` from `from` on; -1 = none.
qsizetype numberBehind(const QByteArray& text, const QByteArray& key, qsizetype from)
{
    const qsizetype at = text.indexOf(key, from);
    if (at < 0)
        return -1;
    qsizetype end = at + key.size();
    while (end < text.size() && text[end] >= '0' && text[end] <= '9')
        ++end;
    bool good = false;
    const int value = text.mid(at + key.size(), end - at - key.size()).toInt(&good);
    return good ? value : -1;
}

/// What stands between << and >> of an object, both left out; empty = not found.
QByteArray dictionaryOf(const QByteArray& pdf, qsizetype object)
{
    const QByteArray head = '\n' + QByteArray::number(object) + " 0 obj\n<<";
    const qsizetype begin = pdf.indexOf(head);
    const qsizetype end = pdf.indexOf(">>\nendobj", begin);
    return begin < 0 || end < 0 ? QByteArray() : pdf.mid(begin + head.size(), end - begin - head.size());
}

/// Appends an object, and its line to the table of cross references.
void appendObject(QByteArray& pdf, QByteArray& table, qsizetype object, const QByteArray& dictionary)
{
    table += QByteArray::number(object) + " 1\n" + QByteArray::number(pdf.size()).rightJustified(10, '0') + " 00000 n \n";
    pdf += QByteArray::number(object) + " 0 obj\n<<" + dictionary + ">>\nendobj\n";
}

} // namespace

QByteArray withMetadata(QByteArray pdf, const PdfMetadata& metadata)
{
    const qsizetype trailer = pdf.lastIndexOf("trailer");
    const qsizetype size = trailer < 0 ? -1 : numberBehind(pdf, "/Size ", trailer);
    const qsizetype info = trailer < 0 ? -1 : numberBehind(pdf, "/Info ", trailer);
    const qsizetype root = trailer < 0 ? -1 : numberBehind(pdf, "/Root ", trailer);
    const qsizetype previous = trailer < 0 ? -1 : numberBehind(pdf, "startxref\n", trailer);
    const QByteArray information = dictionaryOf(pdf, info);
    const QByteArray catalog = dictionaryOf(pdf, root);
    if (size < 0 || previous < 0 || information.isEmpty() || catalog.isEmpty())
        return pdf;
    QByteArray table = "xref\n";
    appendObject(pdf, table, info, information + "/Author " + textString(metadata.author) + "\n/Subject " + textString(metadata.subject) + '\n');
    appendObject(pdf, table, root,
                 catalog + "/Lang " + textString(metadata.language) + "\n/ViewerPreferences <</DisplayDocTitle true>>\n");
    const qsizetype start = pdf.size();
    pdf += table + "trailer\n<<\n/Size " + QByteArray::number(size) + "\n/Info " + QByteArray::number(info) + " 0 R\n/Root " +
           QByteArray::number(root) + " 0 R\n/Prev " + QByteArray::number(previous) + "\n>>\nstartxref\n" + QByteArray::number(start) + "\n%%EOF\n";
    return pdf;
}

} // namespace shardscape
