// SPDX-License-Identifier: GPL-3.0-or-later
// Adds to a PDF of QPdfWriter what Qt 6.4 has no call for: author, subject and language of the document. Any thread.
#pragma once

#include <QByteArray>
#include <QString>

namespace shardscape {

struct PdfMetadata {
    QString author;
    QString subject;
    QString language; ///< "en", "zh-CN"
};

/// The PDF with an update section at its end (ISO 32000-1, 7.5.6) in which the document's information and catalog are said anew; everything
/// before stays byte for byte. A file that is not built as QPdfWriter builds it comes back as it was.
[[nodiscard]] QByteArray withMetadata(QByteArray pdf, const PdfMetadata& metadata);

} // namespace shardscape
