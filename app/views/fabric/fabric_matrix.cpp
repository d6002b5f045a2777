// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/fabric/fabric_painter.h"

#include <algorithm>
#include <cmath>

namespace shardscape {

QSize fabricMatrixSize(const FabricModel& model)
{
    const int columns = std::max(1, static_cast<int>(model.fabric().nodeTemplate().links.size()));
    const int total = static_cast<int>(model.fabric().links().size());
    return {columns, std::max(1, (total + columns - 1) / columns)};
}

QImage fabricMatrix(const FabricModel& model, const Tokens& tokens)
{
    const int total = static_cast<int>(model.fabric().links().size());
    QImage image(fabricMatrixSize(model), QImage::Format_RGB32);
    const int columns = image.width();
    image.fill(tokens.ground);
    std::vector<QRgb> ramp;
    for (int i = 0; i < 256; ++i)
        ramp.push_back(loadColor(tokens, i / 255.0).rgb());
    for (int link = 0; link < total; ++link) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(link / columns));
        const double busy = model.busy(link);
        line[link % columns] = busy > 0.0 ? ramp[static_cast<std::size_t>(std::lround(loadScale(busy) * 255))] : tokens.surfaceAlt.rgb();
    }
    return image;
}

int linkOfMatrixCell(const FabricModel& model, int column, int row)
{
    const int columns = static_cast<int>(model.fabric().nodeTemplate().links.size());
    const long long link = 1LL * row * columns + column;
    const bool valid = column >= 0 && column < columns && row >= 0 && link < static_cast<long long>(model.fabric().links().size());
    return valid ? static_cast<int>(link) : -1;
}

} // namespace shardscape
