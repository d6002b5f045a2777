// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/common/number_text.h"

#include "shell/translate.h"
#include "units/format.h"

#include <array>
#include <cmath>

namespace shardscape {

namespace {

/// The core's text, with the locale's decimal point.
QString localized(const std::string& text, const QLocale& locale)
{
    return QString::fromStdString(text).replace(QLatin1Char('.'), locale.decimalPoint());
}

QString translated(const char* text) { return tr(text); }

} // namespace

QString threeDigits(double value, const QLocale& locale)
{
    if (!std::isfinite(value))
        return QStringLiteral("–");
    const double magnitude = std::abs(value);
    if (magnitude >= 1e7)
        return locale.toString(value, 'e', 2);
    if (magnitude < 5e-7)
        return QStringLiteral("0");
    int decimals = 0;
    if (magnitude < 99.95)
        decimals = magnitude < 9.995 ? 2 : 1;
    if (magnitude < 0.0995)
        decimals = std::min(6, 2 - static_cast<int>(std::floor(std::log10(magnitude))));
    return locale.toString(value, 'f', decimals);
}

QString memoryText(Bytes amount, const QLocale& locale) { return localized(formatMemory(amount), locale); }

QString trafficText(double bytes, const QLocale& locale) { return localized(formatTraffic(Bytes::fromBytes(bytes)), locale); }

QString rateText(BytesPerSecond rate, const QLocale& locale) { return localized(formatRate(rate), locale); }

QString timeText(Seconds time, const QLocale& locale)
{
    return localized(formatTime(time), locale).replace(QStringLiteral(" us"), QStringLiteral(" µs"));
}

QString percentText(double ratio, const QLocale& locale) { return localized(formatPercent(ratio), locale); }

QString changeText(double before, double after, const QLocale& locale)
{
    if (!(std::abs(before) > 0.0) || !std::isfinite(after))
        return QStringLiteral("–");
    const double percent = (after / before - 1.0) * 100.0;
    if (std::abs(percent) < 0.05)
        return QStringLiteral("±0.0 %").replace(QLatin1Char('.'), locale.decimalPoint());
    return QStringLiteral("%1%2 %").arg(percent > 0 ? QStringLiteral("+") : QStringLiteral("−"),
                                        locale.toString(std::abs(percent), 'f', std::abs(percent) < 99.95 ? 1 : 0));
}

QString countText(double count, const QLocale& locale) { return localized(formatCount(count), locale); }

QString rangeText(const QString& low, const QString& high)
{
    const QString dash = low.startsWith(QLatin1Char('-')) || high.startsWith(QLatin1Char('-')) ? QStringLiteral(" … ") : QStringLiteral("–");
    const qsizetype unit = low.lastIndexOf(QLatin1Char(' '));
    if (unit > 0 && high.endsWith(low.mid(unit)))
        return low.left(unit) + dash + high;
    return low + dash + high;
}

QString memoryPartName(MemoryPart part)
{
    switch (part) {
    case MemoryPart::Weights: return translated("Weights");
    case MemoryPart::Gradients: return translated("Gradients");
    case MemoryPart::Optimizer: return translated("Optimizer states");
    case MemoryPart::Activations: return translated("Activations");
    case MemoryPart::KvCache: return translated("KV cache");
    case MemoryPart::Buffers: return translated("Buffers");
    case MemoryPart::Overhead: return translated("Overhead");
    }
    return {};
}

QChar memoryPartLetter(MemoryPart part)
{
    constexpr std::array<char16_t, memoryPartCount> letters{u'W', u'G', u'O', u'A', u'K', u'B', u'R'};
    return letters[static_cast<std::size_t>(part)];
}

QString timePartName(const std::string& key)
{
    struct Known {
        const char* key;
        const char* name;
    };
    constexpr std::array<Known, 17> known{{{"compute", QT_TR_NOOP("Compute")},
                                           {"recompute", QT_TR_NOOP("Recomputation")},
                                           {"tp_exposed", QT_TR_NOOP("TP communication, exposed")},
                                           {"cp_exposed", QT_TR_NOOP("CP communication, exposed")},
                                           {"ep_exposed", QT_TR_NOOP("EP all-to-all, exposed")},
                                           {"pp_exposed", QT_TR_NOOP("PP sends, exposed")},
                                           {"dp_exposed", QT_TR_NOOP("DP communication, exposed")},
                                           {"bubble", QT_TR_NOOP("Pipeline bubble")},
                                           {"optimizer", QT_TR_NOOP("Optimizer")},
                                           {"other", QT_TR_NOOP("Other")},
                                           {"head", QT_TR_NOOP("Output head")},
                                           {"elementwise", QT_TR_NOOP("Elementwise and norms")},
                                           {"attention", QT_TR_NOOP("Attention")},
                                           {"prefill_interference", QT_TR_NOOP("Interference of prefills")},
                                           {"host", QT_TR_NOOP("Host")},
                                           {"launch", QT_TR_NOOP("Kernel launches")},
                                           {"linear", QT_TR_NOOP("Matrix products")}}};
    for (const Known& entry : known)
        if (key == entry.key)
            return translated(entry.name);
    QString words = QString::fromStdString(key).replace(QLatin1Char('_'), QLatin1Char(' '));
    if (!words.isEmpty())
        words[0] = words[0].toUpper();
    return words;
}

} // namespace shardscape
