// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/mesh/change_note.h"

#include "shell/translate.h"
#include "views/common/number_text.h"

#include <QStringList>

namespace shardscape {

double crossNodeBytes(const Evaluation& evaluation)
{
    if (evaluation.fabric == nullptr || evaluation.traffic.perLink.empty())
        return 0.0;
    const auto links = evaluation.fabric->links();
    double sum = 0.0;
    for (std::size_t link = 0; link < links.size(); ++link)
        // One direction only: what leaves a NIC, not what arrives at the next.
        if (links[link].kind == LinkKind::NicLink && evaluation.fabric->vertices()[static_cast<std::size_t>(links[link].from)].kind == VertexKind::Nic)
            for (const double bytes : evaluation.traffic.perLink[link])
                sum += bytes;
    return sum;
}

QString changeNote(const Evaluation& before, const Evaluation& after, const QLocale& locale)
{
    const auto translated = [](const char* text) { return tr(text); };
    QStringList parts;
    if (before.training && after.training)
        parts.append(translated("step %1").arg(changeText(before.training->step.inSeconds(), after.training->step.inSeconds(), locale)));
    if (before.inference && after.inference) {
        parts.append(translated("TTFT %1").arg(changeText(before.inference->ttft.inSeconds(), after.inference->ttft.inSeconds(), locale)));
        parts.append(translated("TPOT %1").arg(changeText(before.inference->tpot.inSeconds(), after.inference->tpot.inSeconds(), locale)));
    }
    const double was = crossNodeBytes(before);
    const double is = crossNodeBytes(after);
    if (was > 0 || is > 0)
        parts.append(translated("cross-node %1 → %2").arg(trafficText(was, locale), trafficText(is, locale)));
    if (before.fits && !after.fits)
        parts.append(translated("no longer fits"));
    return parts.join(QStringLiteral(", "));
}

} // namespace shardscape
