// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/report_parts.h"

#include <QStringList>

#include <array>

namespace shardscape {

namespace {

QString text(std::string_view view) { return QString::fromUtf8(view.data(), static_cast<qsizetype>(view.size())); }

/// A part of a device's name: letters, then its index.
QString partWords(const QString& part)
{
    qsizetype letters = 0;
    while (letters < part.size() && !part[letters].isDigit())
        ++letters;
    const QString word = part.left(letters);
    static constexpr std::array<std::pair<const char*, const char*>, 9> names{{{"node", QT_TR_NOOP("node")},
                                                                               {"rack", QT_TR_NOOP("rack")},
                                                                               {"gpu", QT_TR_NOOP("GPU")},
                                                                               {"nic", QT_TR_NOOP("NIC")},
                                                                               {"nvswitch", QT_TR_NOOP("NVSwitch")},
                                                                               {"pcie-switch", QT_TR_NOOP("PCIe switch")},
                                                                               {"host-bridge", QT_TR_NOOP("host bridge")},
                                                                               {"socket", QT_TR_NOOP("CPU socket")},
                                                                               {"leaf", QT_TR_NOOP("leaf switch")}}};
    for (const auto& [id, name] : names)
        if (word == QLatin1String(id))
            return (reportText(name) + QLatin1Char(' ') + part.mid(letters)).trimmed();
    return (word + QLatin1Char(' ') + part.mid(letters)).trimmed();
}

} // namespace

QString axisWords(Axis axis) { return text(toText(axis)).toUpper(); }

QString dataTypeWords(DataType type) { return text(toText(type)).toUpper(); }

QString deviceWords(const std::string& device)
{
    QStringList words;
    for (const QString& part : QString::fromStdString(device).split(QLatin1Char('/')))
        words.append(partWords(part));
    return words.join(QStringLiteral(", "));
}

QString pathWords(const std::string& path)
{
    QStringList parts = QString::fromStdString(path).split(QLatin1Char('/'), Qt::SkipEmptyParts);
    for (QString& part : parts) {
        part.replace(QLatin1Char('_'), QLatin1Char(' '));
        if (fromText<Axis>(part.toStdString()) || part == QLatin1String("etp") || part == QLatin1String("vpp"))
            part = part.toUpper();
    }
    if (!parts.isEmpty())
        parts.front()[0] = parts.front()[0].toUpper();
    return parts.join(QStringLiteral(": "));
}

} // namespace shardscape
