// SPDX-License-Identifier: GPL-3.0-or-later
// What the readers of the model families share: typed and bounded access to a config.json, and the parts that most families spell alike.
// For core/model/hugging_face*.cpp only. A reader takes every value it needs, lets problems pile up, and returns a description whatever
// happened; the caller looks at the problems. A fallback is the default of the family's configuration class, named in a comment.
#pragma once

#include "model/check_model.h"
#include "model/transformer.h"
#include "json/strict_json.h"

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace shardscape::huggingface {

/// One object of a config.json.
class Config {
public:
    Config(const Json& object, std::string path, Problems& problems, Problems& notes);

    [[nodiscard]] bool has(std::string_view key) const; ///< present and not null
    [[nodiscard]] bool isNull(std::string_view key) const;
    [[nodiscard]] bool hasText(std::string_view key) const; ///< present and a string, such as "auto"
    /// A list with other entries than this text.
    [[nodiscard]] bool listsOtherThan(std::string_view key, std::string_view text) const;
    /// The first of the names that is present, or the first of all; families renamed their keys over time.
    [[nodiscard]] std::string_view anyOf(std::initializer_list<std::string_view> keys) const;

    [[nodiscard]] int size(std::string_view key, int max);                  ///< required, at least 1
    [[nodiscard]] int count(std::string_view key, int max);                 ///< required, at least 0
    [[nodiscard]] int sizeOr(std::string_view key, int fallback, int max);  ///< at least 1; absent or null gives the fallback
    [[nodiscard]] int countOr(std::string_view key, int fallback, int max); ///< at least 0; absent or null gives the fallback
    [[nodiscard]] bool flagOr(std::string_view key, bool fallback);
    [[nodiscard]] double shareOr(std::string_view key, double fallback); ///< between 0 and 1
    [[nodiscard]] std::string textOr(std::string_view key, std::string fallback);
    /// Whole numbers from 0 to max; empty when absent. `length` > 0 asks for so many at least.
    [[nodiscard]] std::vector<int> numbers(std::string_view key, int max, int length = 0);
    [[nodiscard]] std::vector<std::string> texts(std::string_view key, int length);
    /// The value of layer `layer` where a key holds either one number for all layers or a list with one a layer.
    [[nodiscard]] int perLayer(std::string_view key, int layer, int max);
    [[nodiscard]] std::optional<Config> child(std::string_view key); ///< a required object inside this one

    void refuse(std::string_view key, std::string code, std::string message, std::string hint);
    void note(std::string_view key, Severity severity, std::string code, std::string message);
    [[nodiscard]] std::string pathOf(std::string_view key) const { return m_reader.pathOf(key); }
    [[nodiscard]] bool failed() const { return !m_problems.empty(); }

private:
    const Json& m_object;
    Problems& m_problems;
    Problems& m_notes;
    ObjectReader m_reader;
};

/// hidden_size, vocab_size, tie_word_embeddings, max_position_embeddings.
[[nodiscard]] TransformerSpec readBase(Config& config, bool tiedByDefault);

/// What may be absent in the attention keys; 0 = as many key/value heads as heads, and a head size of hidden / heads.
struct AttentionDefaults {
    int kvHeads = 0;
    int headDim = 0;
};

/// num_attention_heads, num_key_value_heads, head_dim.
[[nodiscard]] AttentionSpec readGrouped(Config& config, int hidden, AttentionDefaults defaults = {});

/// hidden / heads; a problem when it is not whole.
[[nodiscard]] int headDimOf(Config& config, std::string_view headsKey, int hidden, int heads);

/// A gated or plain activation by the name of its function.
[[nodiscard]] Activation readActivation(Config& config, std::string_view key, const std::string& fallback, bool gated);

/// Number of layers.
[[nodiscard]] int readLayerCount(Config& config);

/// Adds a layer to the pattern, and its kind if no layer was like it before.
void addLayer(TransformerSpec& model, const LayerSpec& layer);

/// The indices of layers whose name in layer_types is not the full-attention one. `fallback` says it for configs without the list.
/// Names other than full_attention and `otherName` are problems.
struct LayerTypes {
    std::string_view otherName;
    int period = 1; ///< without a list: layer i is full where (i + offset) % period == 0
    int offset = 0;
};
[[nodiscard]] std::vector<bool> readOtherLayers(Config& config, int layers, LayerTypes types);

} // namespace shardscape::huggingface
